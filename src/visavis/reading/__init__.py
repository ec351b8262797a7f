"""From one source to its layers. `pipeline` alone knows the order of the stages."""
