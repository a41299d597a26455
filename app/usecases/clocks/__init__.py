"""What may stop or lengthen the legal clock of a case, and on whose word."""
