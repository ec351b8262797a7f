"""The repairs, one module for each family of wounds; `visavis.reading.clean` puts them together."""
