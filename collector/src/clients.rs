//! Whose request it is: the address behind trusted proxies, cut to a prefix. Only the prefix is
//! ever used, and only as an input of a salted hash.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use axum::http::HeaderMap;

/// One `--trusted-proxy`: an address, or a network as `10.0.0.0/8`.
///
/// ```
/// use desireline_collector::Network;
/// assert!("10.0.0.0/8".parse::<Network>().is_ok());
/// assert!("10.0.0.0/33".parse::<Network>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// The text is no network: see its message for the form that is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkError;

impl fmt::Display for NetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a proxy is an IP address, or a network as 10.0.0.0/8")
    }
}

impl std::error::Error for NetworkError {}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| NetworkError)?;
        if bits <= most { Ok(Self { address, bits }) } else { Err(NetworkError) }
    }
}

impl Network {
    fn holds(&self, address: IpAddr) -> bool {
        address.is_ipv4() == self.address.is_ipv4() && cut(address, self.bits) == cut(self.address, self.bits)
    }
}

fn cut(address: IpAddr, bits: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
            Ipv4Addr::from_bits(v4.to_bits() & mask).into()
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
            Ipv6Addr::from_bits(v6.to_bits() & mask).into()
        }
    }
}

/// The client's /24 (IPv4) or /48 (IPv6). `X-Forwarded-For` counts only as far as trusted
/// proxies wrote it: from its end to the first address that is none of them.
pub(crate) fn prefix(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let trusted = |address: IpAddr| proxies.iter().any(|proxy| proxy.holds(address));
    let mut client = peer.to_canonical();
    let lists: Vec<_> = headers.get_all("x-forwarded-for").iter().map(|list| list.to_str().unwrap_or("")).collect();
    for entry in lists.iter().rev().flat_map(|list| list.rsplit(',')) {
        if !trusted(client) {
            break;
        }
        let Some(before) = address(entry.trim()) else { break };
        client = before.to_canonical();
    }
    cut(client, if client.is_ipv4() { 24 } else { 48 })
}

/// Some proxies write the port as well.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    bare.parse().ok().or_else(|| entry.parse().ok().map(|socket: std::net::SocketAddr| socket.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(peer: &str, forwarded: &[&'static str], proxies: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for list in forwarded {
            headers.append("x-forwarded-for", list.parse().unwrap());
        }
        let proxies: Vec<Network> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        prefix(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn only_a_prefix_is_left() {
        assert_eq!(of("203.0.113.77", &[], &[]), "203.0.113.0");
        assert_eq!(of("2001:db8:1:2:3:4:5:6", &[], &[]), "2001:db8:1::");
        assert_eq!(of("::ffff:203.0.113.77", &[], &[]), "203.0.113.0");
    }

    #[test]
    fn the_header_counts_as_far_as_trusted_proxies_wrote_it() {
        assert_eq!(of("203.0.113.7", &["198.51.100.1"], &[]), "203.0.113.0", "no proxy is trusted");
        assert_eq!(of("10.0.0.1", &["1.2.3.4, 198.51.100.9"], &["10.0.0.0/8"]), "198.51.100.0");
        assert_eq!(of("10.0.0.1", &["1.2.3.4, 198.51.100.9", "10.2.2.2"], &["10.0.0.0/8"]), "198.51.100.0");
        assert_eq!(of("10.0.0.1", &["198.51.100.9:4711"], &["10.0.0.1"]), "198.51.100.0");
        assert_eq!(of("10.0.0.1", &["[2001:db8:9::1]:80"], &["10.0.0.1"]), "2001:db8:9::");
        assert_eq!(of("10.0.0.1", &["198.51.100.9, nonsense"], &["10.0.0.1"]), "10.0.0.0");
        assert_eq!(of("10.0.0.1", &[], &["10.0.0.1"]), "10.0.0.0");
    }

    #[test]
    fn networks_are_spelled_one_way() {
        for bad in ["", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0/8", "a", "10.0.0.0/-1"] {
            assert_eq!(bad.parse::<Network>(), Err(NetworkError), "{bad}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().holds("1.2.3.4".parse().unwrap()));
        assert!(!"0.0.0.0/0".parse::<Network>().unwrap().holds("::1".parse().unwrap()));
    }
}
