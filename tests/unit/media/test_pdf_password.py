"""AES, against the example of its standard."""

from vindplaats.media import pdf_password


def test_a_block_is_encrypted_as_in_the_standard() -> None:
    """FIPS 197, appendix B; and the next block of CBC depends on the first (NIST SP 800-38A, F.2.1)."""
    key = bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")
    plain = bytes.fromhex("3243f6a8885a308d313198a2e0370734")
    assert pdf_password._encrypt(key, bytes(16), plain).hex() == "3925841d02dc09fbdc118597196a0b32"
    start = bytes(range(16))
    blocks = bytes.fromhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
    expected = "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
    assert pdf_password._encrypt(key, start, blocks).hex() == expected
