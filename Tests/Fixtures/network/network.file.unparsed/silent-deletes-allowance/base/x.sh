ufw enable
