//! Tests of the whole: a county in a temporary folder, run from files to
//! folders. One binary, so that it links once; a file a subject.

mod banks;
mod workbook;
mod county;
mod conservation;
mod findings;
mod help;
mod inputs;
mod ledger;
mod mini;
mod binary;
mod bridges;
mod changes_cli;
mod clerks;
mod crosscheck;
mod decided;
mod evaluation;
mod nation;
mod next;
mod pay;
mod paydesk;
mod person;
mod previous;
mod query;
mod returns;
mod quality;
mod sample;
mod statement;
mod tidy;
mod two_readers;
mod words;
