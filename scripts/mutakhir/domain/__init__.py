"""The vocabulary of the product: frozen dataclasses and enums without behaviour that needs the outside world."""
