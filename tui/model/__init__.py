"""Values: the incident and what follows from it. No Textual, no disk, no clock."""
