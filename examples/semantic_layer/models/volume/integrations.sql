select * from {{ ref('api_call_volume', 'dim_integrations') }}
