//! stub
use super::package::Package;
use super::room::Limits;
use super::unreadable::{Unreadable, damaged};
use crate::intake::raw::RawWorkbook;
pub(super) fn read(_b: &[u8], _p: Package, _l: &Limits) -> Result<RawWorkbook, Unreadable> {
    Err(damaged("x"))
}
