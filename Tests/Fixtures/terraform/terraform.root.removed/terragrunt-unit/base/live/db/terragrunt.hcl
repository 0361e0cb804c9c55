terraform {
  source = "git::https://example.org/modules.git//db?ref=v1.2.0"
}
