nft add rule inet filter input tcp dport 22 accept
