resource "a" "b" {
  c = 
