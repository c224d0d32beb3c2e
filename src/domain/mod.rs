//! The field's own values: money, identity number, account, date, period.
//!
//! Plain values in, plain values out; no file, no clock, no locale is read
//! here, and nothing here knows of workbooks.

pub mod account;
pub mod date;
pub mod field;
pub mod fold;
pub mod identity_number;
pub mod long_number;
pub mod moment;
pub mod money;
pub mod period;

pub use account::luhn_holds;
pub use date::Date;
pub use field::{Field, Table, WatchKind};
pub use identity_number::IdentityNumber;
pub use moment::Moment;
pub use money::Money;
pub use period::Period;

pub use crate::words::Lang;

/// Dates, sums and periods are shown in messages as they write themselves.
macro_rules! shown {
    ($($shown:ty),*) => {$(
        impl From<$shown> for crate::words::Value<'_> {
            fn from(shown: $shown) -> Self {
                Self::from(shown.to_string())
            }
        }
    )*};
}
shown!(Date, Money, Period);
