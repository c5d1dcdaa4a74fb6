"""A data-exchange gateway between the e-ports (电子口岸) of Beijing, Tianjin and Hebei."""
