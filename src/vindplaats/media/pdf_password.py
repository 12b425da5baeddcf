"""Find out whether a PDF with AES-256 opens without a password.

The check needs AES itself (ISO 32000-2, 7.6.4.3.4), which Python does not have and pypdf takes from a package of
compiled code. Nothing is decrypted here, so speed and timing do not matter, and the tables below are enough.
"""

import hashlib

_HASHES = (hashlib.sha256, hashlib.sha384, hashlib.sha512)
_MIN_ROUNDS = 64
_REPEATS = 64
"""Numbers of algorithm 2.B: the least number of rounds, and how often each round repeats its input."""
FIRST_AES_256 = 5
"""The lowest revision of the standard security handler that uses AES-256. Revision 5 is Adobe's, 6 that of ISO."""
_ISO_REVISION = 6


def opens_without_password(revision: int, user: bytes) -> bool:
    """Return whether the empty password is the user password, by the entry ``/U`` of the encryption dictionary."""
    hashed, validation_salt = user[:32], user[32:40]
    return _hash(revision, validation_salt) == hashed


def _hash(revision: int, salt: bytes) -> bytes:
    """Return the hash of the empty password: SHA-256 in revision 5, and algorithm 2.B in revision 6."""
    key = hashlib.sha256(salt).digest()
    if revision < _ISO_REVISION:
        return key
    count = 0
    while True:
        encrypted = _encrypt(key[:16], key[16:32], key * _REPEATS)
        key = _HASHES[sum(encrypted[:16]) % 3](encrypted).digest()
        count += 1
        if count >= _MIN_ROUNDS and encrypted[-1] <= count - 32:
            return key[:32]


def _doubled(value: int) -> int:
    """Multiply by x in the field of AES (FIPS 197, 4.2)."""
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


def _make_box() -> bytes:
    """Return the S-box (FIPS 197, 5.1.1), from the powers of 3, which run through the whole field."""
    powers, value = [], 1
    for _ in range(255):
        powers.append(value)
        value ^= _doubled(value)
    logarithms = {power: exponent for exponent, power in enumerate(powers)}
    box = []
    for number in range(256):
        inverse = powers[-logarithms[number] % 255] if number else 0
        bits = inverse * 0x101
        box.append((inverse ^ (bits >> 7) ^ (bits >> 6) ^ (bits >> 5) ^ (bits >> 4)) & 0xFF ^ 0x63)
    return bytes(box)


_BOX = _make_box()
# The S-box and the mixing of columns in one table for each row of the state, as in the original proposal of AES.
_T0 = [(_doubled(s) << 24) | (s << 16) | (s << 8) | (_doubled(s) ^ s) for s in _BOX]
_T1, _T2, _T3 = ([(word >> n) | ((word << (32 - n)) & 0xFFFFFFFF) for word in _T0] for n in (8, 16, 24))


def _round_keys(key: bytes) -> list[int]:
    """Return the 44 words of the key schedule of AES-128 (FIPS 197, 5.2)."""
    words = [int.from_bytes(key[n : n + 4], "big") for n in range(0, 16, 4)]
    constant = 1
    for n in range(4, 44):
        word = words[-1]
        if n % 4 == 0:
            word = (
                ((_BOX[(word >> 16) & 255] ^ constant) << 24)
                | (_BOX[(word >> 8) & 255] << 16)
                | (_BOX[word & 255] << 8)
                | _BOX[word >> 24]
            )
            constant = _doubled(constant)
        words.append(words[-4] ^ word)
    return words


def _encrypt(key: bytes, start: bytes, data: bytes) -> bytes:
    """Encrypt with AES-128 in CBC mode without padding. The length of ``data`` is a multiple of 16 bytes."""
    words = _round_keys(key)
    a, b, c, d = (int.from_bytes(start[n : n + 4], "big") for n in range(0, 16, 4))
    out = bytearray()
    for at in range(0, len(data), 16):
        block = int.from_bytes(data[at : at + 16], "big")
        a ^= (block >> 96) ^ words[0]
        b ^= (block >> 64) & 0xFFFFFFFF ^ words[1]
        c ^= (block >> 32) & 0xFFFFFFFF ^ words[2]
        d ^= block & 0xFFFFFFFF ^ words[3]
        for n in range(4, 40, 4):
            a, b, c, d = (
                _T0[a >> 24] ^ _T1[(b >> 16) & 255] ^ _T2[(c >> 8) & 255] ^ _T3[d & 255] ^ words[n],
                _T0[b >> 24] ^ _T1[(c >> 16) & 255] ^ _T2[(d >> 8) & 255] ^ _T3[a & 255] ^ words[n + 1],
                _T0[c >> 24] ^ _T1[(d >> 16) & 255] ^ _T2[(a >> 8) & 255] ^ _T3[b & 255] ^ words[n + 2],
                _T0[d >> 24] ^ _T1[(a >> 16) & 255] ^ _T2[(b >> 8) & 255] ^ _T3[c & 255] ^ words[n + 3],
            )
        a, b, c, d = (_last(w, x, y, z) ^ words[40 + n] for n, (w, x, y, z) in enumerate(_shifted(a, b, c, d)))
        out += a.to_bytes(4, "big") + b.to_bytes(4, "big") + c.to_bytes(4, "big") + d.to_bytes(4, "big")
    return bytes(out)


def _shifted(a: int, b: int, c: int, d: int) -> tuple[tuple[int, int, int, int], ...]:
    return (a, b, c, d), (b, c, d, a), (c, d, a, b), (d, a, b, c)


def _last(w: int, x: int, y: int, z: int) -> int:
    """Return a column of the last round, which has no mixing of columns."""
    return (_BOX[w >> 24] << 24) | (_BOX[(x >> 16) & 255] << 16) | (_BOX[(y >> 8) & 255] << 8) | _BOX[z & 255]
