output "c" {
  value = [for n in ["10"] : format("%s.0.0.0/8", n)]
}
