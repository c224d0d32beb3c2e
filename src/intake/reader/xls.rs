//! stub
use super::cfb::Compound;
use super::room::Limits;
use super::unreadable::{Unreadable, damaged};
use crate::intake::raw::RawWorkbook;
pub(super) fn read(_b: &[u8], _c: &Compound, _l: &Limits) -> Result<RawWorkbook, Unreadable> {
    Err(damaged("x"))
}
