//! Texts as small numbers: equal texts, equal symbols.
//!
//! In: comparison keys. Out: 32-bit symbols, so that rows compare and group
//! without text. The order of symbols means nothing.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// A text of a [`Symbols`] table; [`Sym::BLANK`] is the empty text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sym(u32);

impl Sym {
    /// The empty text.
    pub const BLANK: Self = Self(0);

    /// Its number: equal texts, equal numbers.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// Whether it is the empty text.
    #[must_use]
    pub fn is_blank(self) -> bool {
        self.0 == 0
    }
}

/// A table of distinct texts.
#[derive(Debug)]
pub struct Symbols {
    text: String,
    ends: Vec<u32>,
    /// Each symbol with its text's hash, so that a growing table reads no text.
    table: HashTable<(u32, u32)>,
    hasher: FixedState,
}

impl Default for Symbols {
    fn default() -> Self {
        Self {
            text: String::new(),
            ends: vec![0],
            table: HashTable::new(),
            hasher: FixedState::with_seed(0x7a68_6962),
        }
    }
}

impl Symbols {
    /// The symbol of a text, new or known.
    ///
    /// # Panics
    /// Where distinct texts pass 4 GiB.
    pub fn intern(&mut self, text: &str) -> Sym {
        if text.is_empty() {
            return Sym::BLANK;
        }
        let hash = self.hash(text);
        let Self { text: all, ends, table, .. } = self;
        let is_it = |&(at, known): &(u32, u32)| known == hash && slice(all, ends, at) == text;
        if let Some(&(at, _)) = table.find(spread(hash), is_it) {
            return Sym(at);
        }
        all.push_str(text);
        let at = u32::try_from(ends.len()).expect("symbols fit in 32 bits");
        ends.push(u32::try_from(all.len()).expect("distinct texts stay below 4 GiB"));
        table.insert_unique(spread(hash), (at, hash), |&(_, hash)| spread(hash));
        Sym(at)
    }

    /// The text of a symbol of this table.
    #[must_use]
    pub fn text(&self, symbol: Sym) -> &str {
        slice(&self.text, &self.ends, symbol.0)
    }

    /// The symbol of a text that is known already.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Sym> {
        if text.is_empty() {
            return Some(Sym::BLANK);
        }
        let hash = self.hash(text);
        let is_it = |&(at, known): &(u32, u32)| {
            known == hash && slice(&self.text, &self.ends, at) == text
        };
        self.table.find(spread(hash), is_it).map(|&(at, _)| Sym(at))
    }

    /// How many different texts there are, the empty one too.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Gives back the room that no text needs.
    pub fn close(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn hash(&self, text: &str) -> u32 {
        (self.hasher.hash_one(text) >> 32) as u32
    }

    /// Takes in another table's texts; for each of its symbols, the symbol here.
    #[must_use]
    pub fn absorb(&mut self, other: &Symbols) -> Absorbed {
        Absorbed(
            (0..u32::try_from(other.ends.len()).unwrap_or(u32::MAX))
                .map(|at| self.intern(other.text(Sym(at))))
                .collect(),
        )
    }
}

/// The hash that the table asks for: it looks at the topmost and lowest bits.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Another table's symbols as they are called here.
#[derive(Debug)]
pub struct Absorbed(Vec<Sym>);

impl Absorbed {
    /// The symbol here.
    #[must_use]
    pub fn get(&self, theirs: Sym) -> Sym {
        self.0[theirs.0 as usize]
    }
}

fn slice<'a>(text: &'a str, ends: &[u32], at: u32) -> &'a str {
    let at = at as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    &text[start..ends[at] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_are_equal_symbols() {
        let mut symbols = Symbols::default();
        let a = symbols.intern("张三");
        let b = symbols.intern("李四");
        assert_ne!(a, b);
        assert_eq!(symbols.intern("张三"), a);
        assert_eq!(symbols.text(b), "李四");
        assert_eq!(symbols.intern(""), Sym::BLANK);
        assert_eq!(symbols.find("王五"), None);
    }

    #[test]
    fn tables_are_absorbed() {
        let (mut here, mut there) = (Symbols::default(), Symbols::default());
        here.intern("张三");
        let (b, a) = (there.intern("李四"), there.intern("张三"));
        let absorbed = here.absorb(&there);
        assert_eq!(here.text(absorbed.get(a)), "张三");
        assert_eq!(here.text(absorbed.get(b)), "李四");
        assert_eq!(absorbed.get(Sym::BLANK), Sym::BLANK);
    }
}
