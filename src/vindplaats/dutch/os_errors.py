"""Dutch descriptions of errors of the operating system."""

import errno

_REFUSALS = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte die u mag gebruiken is op",
    errno.EFBIG: "het bestand zou te groot worden",
    errno.EROFS: "er mag niet op deze schijf worden geschreven",
    errno.ENOENT: "het bestaat niet (meer)",
    errno.EEXIST: "er staat al iets met die naam",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "het is een map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EBUSY: "het is in gebruik",
    errno.EADDRINUSE: "een ander programma gebruikt hem",
    errno.EADDRNOTAVAIL: "deze computer heeft dat adres niet",
    errno.ELOOP: "symbolische verwijzingen wijzen in een kring",
    errno.EMFILE: "er zijn te veel bestanden open",
    errno.ENOMEM: "er is niet genoeg geheugen",
    errno.EIO: "de schijf geeft een fout",
    errno.ENFILE: "er zijn te veel bestanden open",
    errno.EAGAIN: "er zijn te veel processen",
}


def refusal(error: OSError) -> str:
    """Return the reason for an `OSError` in Dutch, or the message of the system if there is no translation."""
    return _REFUSALS.get(error.errno or 0) or error.strerror or str(error)
