terraform {
  source = "git::https://example.com/net.git?ref=v1.0.0"
}
