//! What the npm artefacts bring along instead of std's: docs/DESIGN.md, "Size", has the figures.

#[global_allocator]
static TALC: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A panic traps; the guard around every callback ends the recording then. No message is made,
/// so none can hold what a visitor typed (threat L5).
#[cfg(not(feature = "std"))]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
