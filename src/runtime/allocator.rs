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

/// Smallest block, in bytes: room for the link of its free list.
const SMALLEST: usize = size_of::<usize>();
/// One class for each power of two that a 32-bit address space holds.
const CLASSES: usize = 32;

/// Where fresh memory comes from.
pub(crate) trait Source {
    /// At least `bytes` of zeroed or fresh memory as (start, end), never given before; the start
    /// is not 0. `None` when there is no more.
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

    /// The block's class: its size is 2 to that power, and it is aligned to its size.
    fn class(layout: Layout) -> usize {
        let size = layout.size().max(layout.align()).max(SMALLEST);
        size.next_power_of_two().trailing_zeros() as usize
    }

    /// A block from memory that was never used.
    fn cut(&self, size: usize) -> Option<usize> {
        let aligned = |start: usize| start.checked_next_multiple_of(size);
        let mut start = aligned(self.fresh.get())?;
        if start == 0 || start.checked_add(size)? > self.end.get() {
            // Twice the size, so that there is an aligned block in it wherever it lies.
            let (fresh, end) = self.source.more(size.checked_mul(2)?)?;
            // What is left joins what comes where the two touch, as a wasm memory's pages do.
            let fresh = if fresh == self.end.get() { self.fresh.get() } else { fresh };
            self.end.set(end);
            start = aligned(fresh)?;
        }
        self.fresh.set(start + size);
        Some(start)
    }
}

// SAFETY: a block is handed out either from `cut`, which never gives the same memory twice, or
// from a free list, onto which only `dealloc` puts it; both give blocks of the layout's class,
// which are at least as large and as aligned as the layout.
unsafe impl<S: Source> GlobalAlloc for SizeClasses<S> {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let class = Self::class(layout);
        let Some(list) = self.free.get(class) else { return ptr::null_mut() };
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
            let mut piece = vec![0_u8; bytes + 3].into_boxed_slice();
            let start = piece.as_mut_ptr().expose_provenance();
            self.kept.borrow_mut().push(piece);
            Some((start + 1, start + 1 + bytes))
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
            steps in prop::collection::vec((0..3000_usize, 0..7_u32, any::<prop::sample::Index>(), any::<bool>()), 1..200),
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
            assert!(allocator.alloc(layout).is_null(), "64 bytes hold one aligned block for sure");
            allocator.dealloc(first, layout);
            assert_eq!(allocator.alloc(layout), first);
            assert!(allocator.alloc(Layout::from_size_align(1 << 40, 1).unwrap()).is_null());
        }
    }
}
