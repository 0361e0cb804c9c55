#!/bin/sh
systemctl disable --now firewalld
apt-get install -y ufw
ufw enable
