//! Texts as small numbers: equal texts, equal symbols.
//!
//! In: comparison keys. Out: 32-bit symbols, so that rows compare and group
//! without text. The order of symbols means nothing.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// A text of a table of [`Symbols`]; [`Sym::BLANK`] is the empty text.
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

/// Distinct texts, each under its symbol.
#[derive(Debug)]
pub struct Symbols {
    text: String,
    ends: Vec<u32>,
}

impl Symbols {
    /// The text of a symbol of this table.
    #[must_use]
    pub fn text(&self, symbol: Sym) -> &str {
        slice(&self.text, &self.ends, symbol.0)
    }
}

/// A table of distinct texts that still grows.
#[derive(Debug)]
pub struct Interner {
    symbols: Symbols,
    /// Each symbol with its text's hash, so that a growing table reads no text.
    table: HashTable<(u32, u32)>,
    hasher: FixedState,
}

impl Default for Interner {
    fn default() -> Self {
        Self {
            symbols: Symbols { text: String::new(), ends: vec![0] },
            table: HashTable::new(),
            hasher: FixedState::with_seed(0x7a68_6962),
        }
    }
}

impl Interner {
    /// The symbol of a text, new or known.
    ///
    /// # Panics
    /// Where distinct texts pass 4 GiB.
    pub fn intern(&mut self, text: &str) -> Sym {
        if text.is_empty() {
            return Sym::BLANK;
        }
        let hash = u32::try_from(self.hasher.hash_one(text) >> 32).unwrap_or_default();
        let Self { symbols: Symbols { text: all, ends }, table, .. } = self;
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

    /// Takes in another table's texts; for each of its symbols, the symbol here.
    #[must_use]
    pub fn absorb(&mut self, other: &Interner) -> Absorbed {
        let theirs = &other.symbols;
        Absorbed(
            (0..u32::try_from(theirs.ends.len()).unwrap_or(u32::MAX))
                .map(|at| self.intern(theirs.text(Sym(at))))
                .collect(),
        )
    }

    /// The texts, once no more come; what finding them took is given back.
    #[must_use]
    pub fn close(self) -> Symbols {
        let mut symbols = self.symbols;
        symbols.text.shrink_to_fit();
        symbols.ends.shrink_to_fit();
        symbols
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
        let mut table = Interner::default();
        let a = table.intern("张三");
        let b = table.intern("李四");
        assert_ne!(a, b);
        assert_eq!(table.intern("张三"), a);
        assert_eq!(table.intern(""), Sym::BLANK);
        let symbols = table.close();
        assert_eq!((symbols.text(b), symbols.text(Sym::BLANK)), ("李四", ""));
    }

    #[test]
    fn a_table_that_grows_keeps_its_symbols() {
        let mut table = Interner::default();
        let texts: Vec<String> = (0..20_000).map(|number| format!("人{number}")).collect();
        let first: Vec<Sym> = texts.iter().map(|text| table.intern(text)).collect();
        let again: Vec<Sym> = texts.iter().map(|text| table.intern(text)).collect();
        assert_eq!(first, again);
        let symbols = table.close();
        assert!(texts.iter().zip(first).all(|(text, symbol)| symbols.text(symbol) == text));
    }

    #[test]
    fn tables_are_absorbed() {
        let (mut here, mut there) = (Interner::default(), Interner::default());
        here.intern("张三");
        let (b, a) = (there.intern("李四"), there.intern("张三"));
        let absorbed = here.absorb(&there);
        let blank = absorbed.get(Sym::BLANK);
        let (a, b) = (absorbed.get(a), absorbed.get(b));
        let symbols = here.close();
        assert_eq!((symbols.text(a), symbols.text(b), blank), ("张三", "李四", Sym::BLANK));
    }
}
