//! `evaluation.html`: one page that needs nothing beside it.

use std::fmt::Write as _;

use super::{Cell, Section, View, summary, title};
use crate::domain::Lang;
use crate::evaluation::Verdict;
use crate::evaluation::amount::{Share, ten_thousands, thousands};
use crate::say;

const STYLE: &str = include_str!("page.css");

/// Writes the page.
pub(super) fn write(view: &View<'_>, sections: &[Section]) -> String {
    let lang = view.project.lang;
    let title = escaped(&title(view));
    let code = lang.tag();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p class=\"summary\">{}</p>\n<p class=\"unit\">{}</p>\n",
        escaped(&summary(view)),
        escaped(say!(lang, "evaluation-unit-line")),
    );
    for section in sections {
        write_section(&mut page, section, lang);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn write_section(page: &mut String, section: &Section, lang: Lang) {
    let _ = writeln!(page, "<section>\n<h2>{}</h2>", escaped(section.title));
    if !section.rows.is_empty() {
        page.push_str("<div class=\"wide\"><table>\n<thead><tr>");
        for column in &section.columns {
            let _ = write!(page, "<th scope=\"col\">{}</th>", escaped(column.heading));
        }
        page.push_str("</tr></thead>\n<tbody>\n");
        for (at, cells) in section.rows.iter().enumerate() {
            let total = section.total && at + 1 == section.rows.len();
            page.push_str(if total { "<tr class=\"total\">" } else { "<tr>" });
            for cell in cells {
                write_cell(page, cell, lang);
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody></table></div>\n");
    }
    for note in &section.notes {
        let _ = writeln!(page, "<p class=\"note\">{}</p>", escaped(note));
    }
    page.push_str("</section>\n");
}

fn write_cell(page: &mut String, cell: &Cell, lang: Lang) {
    let (class, text) = match cell {
        Cell::Text(text) => ("", text.clone()),
        Cell::Figure(text) => ("n", text.clone()),
        Cell::Count(count) => ("n", thousands(*count)),
        Cell::Money(sum) => ("n", ten_thousands(*sum)),
        Cell::Share(share) => ("n", share.map(Share::shown).unwrap_or_default()),
        Cell::Verdict(verdict) => {
            let class = match verdict {
                Verdict::Differs => "v differs",
                Verdict::NotProven => "v open",
                Verdict::Agrees => "v agrees",
                Verdict::AsGiven => "v",
            };
            (class, verdict.words(lang).to_owned())
        }
        Cell::Blank => ("", String::new()),
    };
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = write!(page, "<td{class}>{}</td>", escaped(&text));
}

/// A text that is no markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    safe
}
