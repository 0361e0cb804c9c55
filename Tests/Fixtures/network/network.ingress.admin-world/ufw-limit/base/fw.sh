ufw default deny incoming
ufw allow 443/tcp
