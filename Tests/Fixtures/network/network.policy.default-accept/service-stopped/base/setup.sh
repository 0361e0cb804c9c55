#!/bin/bash
set -e
systemctl enable --now ufw
