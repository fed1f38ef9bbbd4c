//! Where the files go: a directory, or a bucket.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;

use crate::Error;

pub(super) type Store = Arc<dyn ObjectStore>;

/// One `--to`: a directory, or `s3://bucket/prefix`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Dir(PathBuf),
    Bucket { name: String, prefix: String },
}

/// The text is no target: see its message for the form that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TargetError;

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("files go to a directory, or to s3://bucket or s3://bucket/prefix")
    }
}

impl std::error::Error for TargetError {}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let Some(rest) = text.strip_prefix("s3://") else {
            let dir = !text.is_empty() && !text.contains("://");
            return if dir { Ok(Self::Dir(text.into())) } else { Err(TargetError) };
        };
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let bucket = Self::Bucket { name: name.into(), prefix: prefix.trim_end_matches('/').into() };
        if name.is_empty() { Err(TargetError) } else { Ok(bucket) }
    }
}

impl Target {
    /// Region, endpoint and credentials of a bucket come from the variables that every S3 tool
    /// knows: `AWS_REGION`, `AWS_ENDPOINT`, `AWS_ACCESS_KEY_ID` and so on.
    pub(super) fn open(&self) -> Result<Store, Error> {
        match self {
            Self::Dir(dir) => {
                std::fs::create_dir_all(dir).map_err(Error::io(format!("cannot make {}", dir.display())))?;
                // A file counts as written once the disk has it: the log is told after that.
                let files = LocalFileSystem::new_with_prefix(dir).map_err(failed("cannot open the directory"))?;
                Ok(Arc::new(files.with_fsync(true)))
            }
            Self::Bucket { name, prefix } => {
                // Fails only where one is set already, and then that one does.
                let _ = rustls::crypto::ring::default_provider().install_default();
                let bucket = AmazonS3Builder::from_env().with_bucket_name(name).build();
                let bucket = bucket.map_err(failed("cannot use the bucket"))?;
                Ok(if prefix.is_empty() {
                    Arc::new(bucket)
                } else {
                    Arc::new(PrefixStore::new(bucket, prefix.as_str()))
                })
            }
        }
    }
}

/// For `map_err`: what could not be done with the files.
pub(super) fn failed(doing: &'static str) -> impl FnOnce(object_store::Error) -> Error {
    move |source| Error::Files { doing, source: source.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_spelled_one_way() {
        let bucket = |name: &str, prefix: &str| Target::Bucket { name: name.into(), prefix: prefix.into() };
        assert_eq!("out/x".parse(), Ok(Target::Dir("out/x".into())));
        assert_eq!("s3://b".parse(), Ok(bucket("b", "")));
        assert_eq!("s3://b/a/c/".parse(), Ok(bucket("b", "a/c")));
        for bad in ["", "s3://", "s3:///a", "gs://b"] {
            assert_eq!(bad.parse::<Target>(), Err(TargetError), "{bad}");
        }
    }
}
