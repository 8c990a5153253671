{{ api_call_volume.calls_by_compared_period('month') }}
