//! An allocator of a few hundred bytes: free lists by power of two.
//!
//! The recorder allocates little, and the same sizes again and again: frames of up to 16 KiB and
//! short texts. A block is cut from fresh memory once and then goes between its user and the list
//! of its class, in constant time both ways. It is never split or joined, so half of it may be
//! wasted; the queue's limits bound what that can come to.

// The one place where memory is handled by hand (docs/DESIGN.md, "Size").
#![allow(unsafe_code)]

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;
use core::ptr;

/// Smallest block and largest alignment, in bytes: room for the link of its free list, and what no
/// type of the recorder asks more of.
const SMALLEST: usize = 16;
/// One class for each power of two that a 32-bit address space holds.
const CLASSES: usize = 32;

/// Where fresh memory comes from.
pub(crate) trait Source {
    /// At least `bytes` of zeroed or fresh memory as (start, end), never given before; the start
    /// is not 0 and a multiple of [`SMALLEST`]. `None` when there is no more.
    fn more(&self, bytes: usize) -> Option<(usize, usize)>;
}

/// See the module's documentation.
pub(crate) struct SizeClasses<S> {
    source: S,
    /// The first free block of each class, 0 where there is none. A free block begins with the
    /// address of the next.
    free: [Cell<usize>; CLASSES],
    fresh: Cell<usize>,
    end: Cell<usize>,
}

// SAFETY: wasm32 without the atomics feature has one thread; the tests use each allocator on one.
unsafe impl<S> Sync for SizeClasses<S> {}

impl<S: Source> SizeClasses<S> {
    pub(crate) const fn new(source: S) -> Self {
        Self { source, free: [const { Cell::new(0) }; CLASSES], fresh: Cell::new(0), end: Cell::new(0) }
    }

    /// The block's class: its size is 2 to that power.
    fn class(layout: Layout) -> usize {
        let last = layout.size().wrapping_sub(1) | (SMALLEST - 1);
        (usize::BITS - last.leading_zeros()) as usize
    }

    /// A block from memory that was never used.
    fn cut(&self, size: usize) -> Option<usize> {
        if self.end.get() - self.fresh.get() < size {
            let (start, end) = self.source.more(size)?;
            // What is left joins what comes where the two touch, as a wasm memory's pages do.
            if start != self.end.get() {
                self.fresh.set(start);
            }
            self.end.set(end);
        }
        Some(self.fresh.replace(self.fresh.get() + size))
    }
}

// SAFETY: a block is handed out either from `cut`, which never gives the same memory twice, or
// from a free list, onto which only `dealloc` puts it; both give blocks of the layout's class, which
// are at least as large as the layout, and multiples of `SMALLEST` that begin at one. An alignment
// above that gets none.
unsafe impl<S: Source> GlobalAlloc for SizeClasses<S> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let class = Self::class(layout);
        let Some(list) = self.free.get(class).filter(|_| layout.align() <= SMALLEST) else { return ptr::null_mut() };
        match list.get() {
            0 => self.cut(1 << class).map_or(ptr::null_mut(), ptr::with_exposed_provenance_mut),
            block => {
                // SAFETY: a block on a free list is ours, aligned, and begins with a link.
                list.set(unsafe { *ptr::with_exposed_provenance::<usize>(block) });
                ptr::with_exposed_provenance_mut(block)
            }
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if let Some(list) = self.free.get(Self::class(layout)) {
            // SAFETY: the caller gives back a block of this layout: it is at least as large and
            // as aligned as a link.
            unsafe { *block.cast::<usize>() = list.get() };
            list.set(block.expose_provenance());
        }
    }
}

/// The pages of this module's memory.
#[cfg(all(target_arch = "wasm32", feature = "npm"))]
pub(crate) struct Pages;

#[cfg(all(target_arch = "wasm32", feature = "npm"))]
impl Source for Pages {
    fn more(&self, bytes: usize) -> Option<(usize, usize)> {
        /// Bytes of a page of WebAssembly memory.
        const PAGE: usize = 65_536;
        let pages = bytes.div_ceil(PAGE);
        let before = core::arch::wasm32::memory_grow::<0>(pages);
        (before != usize::MAX).then(|| (before * PAGE, (before + pages) * PAGE))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use core::cell::RefCell;

    use proptest::prelude::*;

    use super::*;

    /// Memory in pieces that touch each other or not, up to a limit.
    struct Pieces {
        kept: RefCell<Vec<Box<[u8]>>>,
        left: Cell<usize>,
    }

    impl Source for Pieces {
        fn more(&self, bytes: usize) -> Option<(usize, usize)> {
            self.left.set(self.left.get().checked_sub(bytes)?);
            let mut piece = vec![0_u8; bytes + SMALLEST + 3].into_boxed_slice();
            let start = piece.as_mut_ptr().expose_provenance().next_multiple_of(SMALLEST);
            self.kept.borrow_mut().push(piece);
            Some((start, start + bytes + 3))
        }
    }

    fn allocator(left: usize) -> SizeClasses<Pieces> {
        SizeClasses::new(Pieces { kept: RefCell::default(), left: Cell::new(left) })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Blocks are aligned, do not overlap, and keep what was written while others come and go.
        #[test]
        fn blocks_are_their_users(
            steps in prop::collection::vec((0..3000_usize, 0..5_u32, any::<prop::sample::Index>(), any::<bool>()), 1..200),
        ) {
            let allocator = allocator(usize::MAX);
            let mut live: Vec<(*mut u8, Layout, u8)> = Vec::new();
            for (mark, (size, align, which, free)) in steps.into_iter().enumerate() {
                if free && !live.is_empty() {
                    let (block, layout, mark) = live.swap_remove(which.index(live.len()));
                    // SAFETY: the block is live and of this layout.
                    unsafe {
                        prop_assert!((0..layout.size()).all(|at| *block.add(at) == mark));
                        allocator.dealloc(block, layout);
                    }
                } else {
                    let layout = Layout::from_size_align(size + 1, 1 << align).unwrap();
                    // SAFETY: the size is not 0, and the block is written within its layout.
                    unsafe {
                        let block = allocator.alloc(layout);
                        prop_assert!(!block.is_null());
                        prop_assert_eq!(block.addr() % layout.align(), 0);
                        block.write_bytes(mark as u8, layout.size());
                        live.push((block, layout, mark as u8));
                    }
                }
            }
            for (block, layout, mark) in live {
                // SAFETY: the block is live and of this layout.
                unsafe { prop_assert!((0..layout.size()).all(|at| *block.add(at) == mark)) };
            }
        }
    }

    #[test]
    fn a_freed_block_serves_again_and_no_memory_is_no_panic() {
        let allocator = allocator(64);
        let layout = Layout::new::<[u8; 24]>();
        // SAFETY: sizes are not 0, and only live blocks are given back.
        unsafe {
            let first = allocator.alloc(layout);
            assert!(!first.is_null());
            assert!(!allocator.alloc(layout).is_null());
            assert!(allocator.alloc(layout).is_null(), "64 bytes hold two blocks of 32");
            allocator.dealloc(first, layout);
            assert_eq!(allocator.alloc(layout), first);
            for too_much in [Layout::from_size_align(1 << 40, 1), Layout::from_size_align(8, 32)] {
                assert!(allocator.alloc(too_much.unwrap()).is_null());
            }
        }
    }
}
