-- What identifies a call or its caller, and is mapped, has values: see declared_columns_without_values. Without an id, copies
-- count; without an account, nobody is billed.

{{ api_call_volume.declared_columns_without_values(['event_id', 'account_id', 'integration_id']) }}
