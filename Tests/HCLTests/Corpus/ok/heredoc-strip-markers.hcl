a = <<EOT
  ${~ x ~}
   y
%{ if z ~}
  q
%{ endif ~}
EOT
