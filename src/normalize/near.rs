//! Near numbers and names: one slip of a typist apart.

/// Whether two different texts are one slip apart: one character changed, left
/// out or put in, or two characters exchanged.
#[must_use]
pub fn is_near(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    if a.is_ascii() && b.is_ascii() {
        return one_slip(a.as_bytes(), b.as_bytes());
    }
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    one_slip(&a, &b)
}

fn one_slip<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match long.len() - short.len() {
        0 => {
            let mut differing = (0..short.len()).filter(|&at| short[at] != long[at]);
            match (differing.next(), differing.next(), differing.next()) {
                (Some(_), None, _) => true,
                (Some(i), Some(j), None) => short[i] == long[j] && short[j] == long[i],
                _ => false,
            }
        }
        1 => {
            let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
            short[same..] == long[same + 1..]
        }
        _ => false,
    }
}

/// What the slip between two near texts was, with its place from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// One character differs.
    Changed(usize),
    /// Two characters are exchanged.
    Exchanged(usize, usize),
    /// One character is left out or put in.
    LeftOut(usize),
}

/// The slip between two near texts.
#[must_use]
pub fn slip(a: &str, b: &str) -> Option<Slip> {
    if !is_near(a, b) {
        return None;
    }
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len() == b.len() {
        let mut differing = (0..a.len()).filter(|&at| a[at] != b[at]);
        let first = differing.next()? + 1;
        return Some(match differing.next() {
            Some(second) => Slip::Exchanged(first, second + 1),
            None => Slip::Changed(first),
        });
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    Some(Slip::LeftOut(same + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        for (a, b) in [
            ("430621199001011234", "430621199001011237"),
            ("430621199001011234", "430621199001012134"),
            ("430621199001011234", "43062119900101123"),
            ("430621199001011234", "4306211990010112344"),
        ] {
            assert!(is_near(a, b) && is_near(b, a), "{}", b.len());
        }
        assert!(!is_near("430621199001011234", "430621199041011237"));
        assert!(!is_near("430621199001011234", "430621199001011234"));
        assert!(!is_near("430621199001011234", "430621198001011237"));
        assert!(!is_near("430621199001011234", "4306211990010112"));
    }

    #[test]
    fn the_slip_is_told() {
        assert_eq!(slip("1234", "1244"), Some(Slip::Changed(3)));
        assert_eq!(slip("1234", "1324"), Some(Slip::Exchanged(2, 3)));
        assert_eq!(slip("1234", "134"), Some(Slip::LeftOut(2)));
        assert_eq!(slip("张三丰", "张三封"), Some(Slip::Changed(3)));
        assert_eq!(slip("1234", "1234"), None);
        assert_eq!(slip("1234", "4321"), None);
    }
}
