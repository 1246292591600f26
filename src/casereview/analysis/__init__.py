"""What many records say together. Pure: no database, no Django."""
