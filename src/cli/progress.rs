//! Progress bars, on a terminal only.

use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::Session;
use crate::domain::Lang;
use crate::run::{Progress, Stage};

/// A bar on standard error, where that is a terminal and nobody asked for quiet.
pub(super) struct Bar {
    lang: Lang,
    bar: Option<Mutex<ProgressBar>>,
}

impl Bar {
    pub(super) fn new(session: &Session) -> Self {
        let shown = !session.quiet && std::io::stderr().is_terminal();
        let bar = shown.then(|| {
            let bar = ProgressBar::no_length();
            bar.enable_steady_tick(Duration::from_millis(120));
            Mutex::new(bar)
        });
        Self { lang: session.lang, bar }
    }

    pub(super) fn clear(&self) {
        self.with(ProgressBar::finish_and_clear);
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Some(bar) = &self.bar
            && let Ok(bar) = bar.lock()
        {
            act(&bar);
        }
    }
}

impl Progress for Bar {
    fn stage(&self, stage: Stage, steps: Option<usize>) {
        let words = stage.words(self.lang);
        self.with(|bar| {
            let template =
                if steps.is_some() { "{msg} {bar:30} {pos}/{len}" } else { "{msg} {spinner}" };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_position(0);
            if let Some(steps) = steps {
                bar.set_length(steps as u64);
            }
            bar.set_message(words);
        });
    }

    fn step(&self) {
        self.with(|bar| bar.inc(1));
    }
}
