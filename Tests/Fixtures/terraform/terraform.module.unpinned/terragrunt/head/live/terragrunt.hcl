terraform {
  source = "git::https://example.com/net.git?ref=main"
}
