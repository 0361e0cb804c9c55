for {
  in = 1
  if "null" {}
}
