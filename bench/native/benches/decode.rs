//! From frames to events: `cargo bench -p desireline-bench --bench decode`.

mod material;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use desireline::wire::Frame;
use material::{Material, Own};

fn decode(criterion: &mut Criterion<Own>) {
    for Material { name, frames, .. } in material::all() {
        let elements = frames.iter().map(Frame::len).sum::<usize>() as u64;
        let plain: fn(&Frame) -> Vec<u8> = Frame::to_plain;
        for (what, body) in [("decode plain", plain), ("decode coded", Frame::to_coded)] {
            let frames: Vec<_> = frames.iter().map(body).collect();
            let bytes = frames.iter().map(Vec::len).sum::<usize>() as u64;
            let mut group = criterion.benchmark_group(what);
            group.throughput(Throughput::ElementsAndBytes { elements, bytes });
            group.bench_function(name, |bench| {
                bench.iter(|| {
                    for bytes in &frames {
                        let frame = Frame::read(black_box(bytes)).expect("a good frame");
                        frame.events().for_each(|record| {
                            black_box(record);
                        });
                    }
                });
            });
            group.finish();
        }
    }
}

criterion_group! {
    name = benches;
    config = material::criterion();
    targets = decode
}
criterion_main!(benches);
