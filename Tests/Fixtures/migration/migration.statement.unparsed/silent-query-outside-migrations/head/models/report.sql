SELECT * FROM {{ ref("users") }}
