"""The cache: files kept between builds, each with a version and a checksum."""
