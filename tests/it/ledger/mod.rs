//! The ledger: every step and refusal, what a hostile hand does to the file,
//! and random lives of a county's payouts against a plain model, with crashes.
//!
//! What a test says of SQLite it says of PostgreSQL, where
//! `ZHIBU_POSTGRES=postgres://…` names a server and the build has the feature;
//! those tests are ignored otherwise, and `.ci/run` includes them.

/// The tests of a file on SQLite, and again on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[test]
            fn $name() {
                super::$name(&crate::ledger::place::Place::file());
            })*
        }
        #[cfg(feature = "postgres")]
        mod on_postgres {
            $(#[test]
            #[ignore = "needs a server: ZHIBU_POSTGRES=postgres://…"]
            fn $name() {
                super::$name(&crate::ledger::place::Place::schema());
            })*
        }
    };
}

#[cfg(feature = "postgres")]
mod alike;
mod answers;
mod crash;
mod desk;
mod model;
mod opening;
mod place;
mod purge;
mod random;
mod script;
mod sequences;
mod steps;
mod tampering;
mod twice;
