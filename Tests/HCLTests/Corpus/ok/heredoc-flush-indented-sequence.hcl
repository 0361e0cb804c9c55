a = <<-EOT
    a
  %{ if b }
    c
  %{ endif }
    EOT
