"""The first hour of a new dialect: from one real document to a table, a schema, a sample and a test to work on."""
