//! What a file is, by its content.
//!
//! In: a file's bytes, and its name for the one case that content cannot
//! settle: any text may be a table, so text counts as one only under `.csv`,
//! `.txt` or `.tsv`. Out: the [`Format`], or why there is none.

use memchr::memmem;

use super::cfb::Compound;
use super::package::Package;
use super::room::Limits;
use super::unreadable::Unreadable;

/// A format and, for containers, the opened container.
pub(super) enum Format<'a> {
    /// Office Open XML.
    Xlsx(Package<'a>),
    /// Office Open XML's binary sister.
    Xlsb(Package<'a>),
    /// `OpenDocument`.
    Ods(Package<'a>),
    /// Excel 97 to 2003, and WPS tables that are the same.
    Xls(Compound<'a>),
    /// Apache Parquet.
    #[cfg(feature = "tables")]
    Parquet,
    /// Text in columns.
    Delimited,
}

/// Sniffs a file.
pub(super) fn sniff<'a>(
    name: &str,
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<Format<'a>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(Package::open(bytes, limits)?);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(name, bytes);
    }
    #[cfg(feature = "tables")]
    if bytes.starts_with(super::parquet::MAGIC) {
        return Ok(Format::Parquet);
    }
    if let Some(trouble) = marked_up(bytes) {
        return Err(trouble);
    }
    match extension(name).as_str() {
        "csv" | "txt" | "tsv" => Ok(Format::Delimited),
        "et" | "ett" => Err(Unreadable::WpsUnreadable),
        _ => Err(Unreadable::NotASpreadsheet),
    }
}

fn zipped(package: Package) -> Result<Format, Unreadable> {
    if package.find("xl/workbook.bin").is_some() {
        Ok(Format::Xlsb(package))
    } else if package.find("[Content_Types].xml").is_some() {
        let is_other =
            |folder: &str| (0..package.len()).any(|i| package.name(i).starts_with(folder));
        if is_other("word/") || is_other("ppt/") {
            return Err(Unreadable::NotASpreadsheet);
        }
        Ok(Format::Xlsx(package))
    } else if package.find("encrypted-package").is_some() {
        Err(Unreadable::PasswordProtected)
    } else if package.find("content.xml").is_some() {
        Ok(Format::Ods(package))
    } else if package.len() == 0 {
        Err(Unreadable::NoSheet)
    } else {
        Err(Unreadable::NotASpreadsheet)
    }
}

fn compound<'a>(name: &str, bytes: &'a [u8]) -> Result<Format<'a>, Unreadable> {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memmem::find(bytes, &encrypted).is_some() {
        return Err(Unreadable::PasswordProtected);
    }
    let compound = Compound::open(bytes)?;
    if compound.has("Workbook") || compound.has("Book") {
        Ok(Format::Xls(compound))
    } else if matches!(extension(name).as_str(), "et" | "ett") {
        Err(Unreadable::WpsUnreadable)
    } else {
        Err(Unreadable::NotASpreadsheet)
    }
}

/// Web pages and XML tables, as exports of other programs name them `.xls`.
fn marked_up(bytes: &[u8]) -> Option<Unreadable> {
    let head = &bytes[..bytes.len().min(4096)];
    let text: String = match head {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => {
            rest.iter().filter(|byte| **byte != 0).copied().map(char::from).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.iter().copied().map(char::from).collect(),
        _ => head.iter().copied().map(char::from).collect(),
    };
    let text = text.trim_start().to_ascii_lowercase();
    if text.starts_with("<?xml") || text.starts_with("<workbook") {
        if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            return Some(Unreadable::SpreadsheetMl);
        }
        let web = text.contains("<html") || text.contains("<!doctype html");
        return Some(if web { Unreadable::HtmlNamedXls } else { Unreadable::NotASpreadsheet });
    }
    let starts = ["<html", "<!doctype html", "<table", "<head", "<meta", "<body", "<style", "<div"];
    let web = starts.iter().any(|start| text.starts_with(start))
        || (text.starts_with("mime-version:") && text.contains("multipart/related"))
        || (text.starts_with("<!--") && text.contains("<html"));
    web.then_some(Unreadable::HtmlNamedXls)
}

fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::package::tests::zipped as zip_of;
    use super::*;

    fn trouble(name: &str, bytes: &[u8]) -> Option<Unreadable> {
        sniff(name, bytes, &Limits::default()).err()
    }

    #[test]
    fn web_pages_and_xml_tables_have_their_own_words() {
        for page in [
            "<html><table>",
            "\u{feff}  <!DOCTYPE html>",
            "<table border=1>",
            "MIME-Version: 1.0\nContent-Type: multipart/related",
            "<?xml version=\"1.0\"?><!DOCTYPE html><html>",
        ] {
            assert_eq!(trouble("a.xls", page.as_bytes()), Some(Unreadable::HtmlNamedXls), "{page}");
        }
        let table = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
                     <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">";
        assert_eq!(trouble("a.xls", table.as_bytes()), Some(Unreadable::SpreadsheetMl));
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(table.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(trouble("a.xls", &wide), Some(Unreadable::SpreadsheetMl));
    }

    #[test]
    fn text_is_a_table_only_by_name() {
        assert!(matches!(sniff("a.CSV", b"a,b", &Limits::default()), Ok(Format::Delimited)));
        assert_eq!(trouble("a.xlsx", b"a,b"), Some(Unreadable::NotASpreadsheet));
        assert_eq!(trouble("a.csv", b""), Some(Unreadable::Empty));
        assert_eq!(trouble("a.et", b"\x00\x01\x02\x03"), Some(Unreadable::WpsUnreadable));
    }

    #[test]
    fn a_workbook_is_known_by_its_parts_whatever_its_name() {
        let book = zip_of(&[("[Content_Types].xml", b"<Types/>")]);
        assert!(matches!(sniff("a.csv", &book, &Limits::default()), Ok(Format::Xlsx(_))));
        let letter = zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"")]);
        assert_eq!(trouble("a.xlsx", &letter), Some(Unreadable::NotASpreadsheet));
        let other = zip_of(&[("a.jpg", b"")]);
        assert_eq!(trouble("a.xlsx", &other), Some(Unreadable::NotASpreadsheet));
        assert_eq!(trouble("a.xlsx", b"PK\x03\x04 and no end"), Some(Unreadable::Truncated));
    }

    #[test]
    fn a_password_is_known_by_the_packages_name() {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(1024, 0);
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(trouble("a.xlsx", &bytes), Some(Unreadable::PasswordProtected));
    }
}
