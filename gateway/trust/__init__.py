"""Who signed what: signature profiles, XML-DSig, SM2 and SM3, certificates and the lists of those we trust."""
