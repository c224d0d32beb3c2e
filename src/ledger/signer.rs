//! Who signs, and what proves it: a passphrase or a key file.
//!
//! A passphrase is kept as its Argon2id hash; a key file holds enough that is
//! random, and is kept as a plain hash. Who enrols is an event of the chain, so
//! a secret that somebody put in its place is found out.

use sha2::{Digest, Sha256};

use super::chain::Entry;
use super::error::LedgerError;
use super::fact::Fact;
use super::store::{Store, Value};
use super::{Change, Ledger};
use crate::domain::Moment;
use crate::domain::fold::{fold, is_invisible};
use crate::intake::files::hex;

/// The fewest bytes that a key file holds.
pub const LEAST_KEY_BYTES: usize = 16;
/// The fewest characters that a passphrase has.
pub const LEAST_PASSPHRASE: usize = 6;

/// What proves who signs.
#[derive(Clone)]
pub enum Secret {
    /// What somebody knows.
    Passphrase(String),
    /// What somebody has: the bytes of a key file.
    Key(Vec<u8>),
}

/// Somebody whose secret was checked. There is no other way to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    name: String,
}

impl Signer {
    /// The name as it was enrolled.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether this is the person of that name, however it is written.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        name_key(&self.name) == name_key(name)
    }
}

/// A name for comparing: spaces out, width and case folded.
pub(super) fn name_key(name: &str) -> String {
    let shown = |c: &char| !c.is_whitespace() && !is_invisible(*c);
    fold(name).chars().filter(shown).flat_map(char::to_lowercase).collect()
}

impl Secret {
    fn method(&self) -> &'static str {
        match self {
            Self::Passphrase(_) => "passphrase",
            Self::Key(_) => "key",
        }
    }

    /// The secret's hash with this salt.
    fn hash(&self, salt: &str) -> String {
        match self {
            Self::Passphrase(text) => {
                let mut out = [0u8; 32];
                argon2::Argon2::default()
                    .hash_password_into(text.as_bytes(), salt.as_bytes(), &mut out)
                    .expect("a salt and a hash of these lengths");
                hex(&out)
            }
            Self::Key(bytes) => {
                hex(&Sha256::new().chain_update(salt.as_bytes()).chain_update(bytes).finalize())
            }
        }
    }
}

impl Ledger {
    /// Whether anybody may sign yet.
    ///
    /// # Errors
    /// As the database says.
    pub fn has_signers(&mut self) -> Result<bool, LedgerError> {
        any(self.store.as_mut()).map_err(|error| self.placed(error))
    }

    /// The names of those who may sign, in order.
    ///
    /// # Errors
    /// As the database says.
    pub fn signers(&mut self) -> Result<Vec<String>, LedgerError> {
        let mut names = Vec::new();
        let asked = self.store.query("SELECT name FROM signer ORDER BY name", &[], &mut |row| {
            names.push(row[0].text().to_owned());
        });
        asked.map_err(|error| self.placed(error.into()))?;
        names.sort();
        Ok(names)
    }

    /// Enrols somebody. The first enrols alone; another is enrolled by one who is.
    /// `salt` is random text.
    ///
    /// # Errors
    /// Where the name is enrolled, or nobody enrolled stands by it.
    pub fn enrol(
        &mut self,
        at: Moment,
        by: Option<&Signer>,
        name: &str,
        secret: &Secret,
        salt: &str,
    ) -> Result<(), LedgerError> {
        let actor = by.map_or(name, Signer::name).to_owned();
        let secret_hash = secret.hash(salt);
        self.change(at, &actor, |change| {
            if by.is_none() && any(change.store)? {
                return Err(LedgerError::NeedsSigner);
            }
            write(change, name, secret.method(), salt, secret_hash)
        })
    }

    /// Checks that the secret is that of the name.
    ///
    /// # Errors
    /// [`LedgerError::NotEnrolled`], [`LedgerError::WrongSecret`].
    pub fn sign(&mut self, name: &str, secret: &Secret) -> Result<Signer, LedgerError> {
        let key = name_key(name);
        let mut found: Option<[String; 4]> = None;
        let sql = "SELECT name, method, salt, secret_hash FROM signer WHERE name_key = $1";
        let asked = self.store.query(sql, &[Value::Text(&key)], &mut |row| {
            found = Some([0, 1, 2, 3].map(|at| row[at].text().to_owned()));
        });
        asked.map_err(|error| self.placed(error.into()))?;
        let Some([enrolled, method, salt, hash]) = found else {
            return Err(LedgerError::NotEnrolled { name: name.to_owned() });
        };
        if method != secret.method() || secret.hash(&salt) != hash {
            return Err(LedgerError::WrongSecret { name: enrolled });
        }
        Ok(Signer { name: enrolled })
    }
}

fn any(store: &mut dyn Store) -> Result<bool, LedgerError> {
    let mut any = false;
    store.query("SELECT name FROM signer LIMIT 1", &[], &mut |_| any = true)?;
    Ok(any)
}

fn write(
    change: &mut Change<'_>,
    name: &str,
    method: &str,
    salt: &str,
    secret_hash: String,
) -> Result<(), LedgerError> {
    let key = name_key(name);
    let mut there = false;
    let sql = "SELECT name FROM signer WHERE name_key = $1";
    change.store.query(sql, &[Value::Text(&key)], &mut |_| there = true)?;
    if there {
        return Err(LedgerError::EnrolledAlready { name: name.to_owned() });
    }
    let columns = ["name_key", "name", "method", "salt", "secret_hash"];
    let row = [&key, name, method, salt, &secret_hash].map(Value::Text).to_vec();
    change.store.insert("signer", &columns, &[row])?;
    let fact = Fact::Enrolled {
        name: name.to_owned(),
        method: method.to_owned(),
        salt: salt.to_owned(),
        secret_hash,
    };
    change.append(&[Entry { batch: None, payment: None, fact }])
}
