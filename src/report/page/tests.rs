//! The page: what it must hold.
