//! What the npm artefacts bring along instead of std's: docs/DESIGN.md, "Size", has the figures.

mod allocator;

#[cfg(all(target_arch = "wasm32", feature = "npm"))]
#[global_allocator]
static ALLOCATOR: allocator::SizeClasses<allocator::Pages> = allocator::SizeClasses::new(allocator::Pages);

/// A panic traps; the guard around every callback ends the recording then. No message is made,
/// so none can hold what a visitor typed (threat L5).
#[cfg(all(target_arch = "wasm32", feature = "npm", not(feature = "std")))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
