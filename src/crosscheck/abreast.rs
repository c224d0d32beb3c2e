//! Counties abreast, as many as there are threads.
//!
//! In: things to do one by one. Out: what came of each, in order. The threads
//! are not rayon's: polars has a pool of its own, and a worker of ours that
//! waits for it would begin the next county on the same stack meanwhile, and
//! the next, until memory or stack give out.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Does `work` for each item; the first in order that fails is what is told.
///
/// Items are begun in order and none is begun after a failure, so every item
/// before the first that fails is done, and the answer is the same each time.
pub(super) fn each<I: Sync, T: Send, E: Send>(
    items: &[I],
    work: impl Fn(&I) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<T, E>)>> = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..rayon::current_num_threads().min(items.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::SeqCst);
                    let Some(item) = items.get(at) else { break };
                    let result = work(item);
                    if result.is_err() {
                        next.fetch_max(items.len(), Ordering::SeqCst);
                    }
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_order_and_the_first_failure_is_told() {
        let items: Vec<u32> = (0..500).collect();
        let doubled: Result<Vec<u32>, u32> = each(&items, |item| Ok(item * 2));
        assert_eq!(doubled, Ok(items.iter().map(|item| item * 2).collect()));
        for _ in 0..20 {
            let failed: Result<Vec<u32>, u32> =
                each(&items, |item| if item % 100 == 7 { Err(*item) } else { Ok(*item) });
            assert_eq!(failed, Err(7));
        }
        assert_eq!(each(&[], |item: &u32| Ok::<u32, u32>(*item)), Ok(Vec::new()));
    }
}
