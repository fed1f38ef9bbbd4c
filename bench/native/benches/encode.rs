//! From events to frames: `cargo bench -p desireline-bench --bench encode`.

mod material;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use desireline::path::{Path, TOLERANCE};
use desireline::wire::{Frame, Missing, Record};
use desireline_bench::{ORIGIN, encoder, replay};
use material::{Material, Own};

/// Events of the frame whose sealing is timed by itself: some seconds of a hurried hand.
const MANY: usize = 200;

fn encode(criterion: &mut Criterion<Own>) {
    for Material { name, frames, .. } in material::all() {
        let records: Vec<Vec<Record<'_>>> = frames.iter().map(|frame| frame.events().collect()).collect();
        let plain: Vec<_> = frames.iter().map(Frame::to_plain).collect();
        let coded = frames.iter().map(|frame| frame.to_coded().len()).sum::<usize>() as u64;
        let elements = frames.iter().map(Frame::len).sum::<usize>() as u64;
        let bytes = plain.iter().map(Vec::len).sum::<usize>() as u64;

        let mut group = criterion.benchmark_group("push and seal plain");
        group.throughput(Throughput::ElementsAndBytes { elements, bytes });
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let mut encoder = encoder(frames[0].view(), 0);
                for records in &records {
                    replay::push(&mut encoder, records);
                    black_box(encoder.seal(ORIGIN, Missing::default()));
                }
            });
        });
        group.finish();

        let mut group = criterion.benchmark_group("push and seal coded");
        group.throughput(Throughput::ElementsAndBytes { elements, bytes: coded });
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let mut encoder = encoder(frames[0].view(), 0);
                for records in &records {
                    replay::push(&mut encoder, records);
                    black_box(desireline_bench::seal(&mut encoder));
                }
            });
        });
        group.finish();
    }
}

/// All that happens at the moment of a seal, pushing being over.
fn seal(criterion: &mut Criterion<Own>) {
    let mut group = criterion.benchmark_group("seal coded, 200 events");
    for Material { name, frames, .. } in material::all() {
        let records = frames.iter().flat_map(Frame::events).take(MANY);
        // A later frame's targets fall on those of the first, by number: as many are told as one frame would.
        let records: Vec<_> = records.map(|record| Record { bounds: None, scroller: None, ..record }).collect();
        let filled = || {
            let mut encoder = encoder(frames[0].view(), 0);
            replay::push(&mut encoder, &records);
            encoder
        };
        let bytes = desireline_bench::seal(&mut filled()).len() as u64;
        group.throughput(Throughput::ElementsAndBytes { elements: records.len() as u64, bytes });
        group.bench_function(name, |bench| {
            bench.iter_batched_ref(filled, desireline_bench::seal, BatchSize::SmallInput);
        });
    }
    group.finish();
}

fn thin(criterion: &mut Criterion<Own>) {
    let mut group = criterion.benchmark_group("thin the path");
    for Material { name, places, .. } in material::all() {
        group.throughput(Throughput::Elements(places.len() as u64));
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let mut path = Path::new(TOLERANCE);
                places.iter().for_each(|place| {
                    path.push(*place, &mut |told| {
                        black_box(told);
                    })
                });
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = material::criterion();
    targets = encode, seal, thin
}
criterion_main!(benches);
