"""Files that are kept between builds, with a version and a checksum."""
