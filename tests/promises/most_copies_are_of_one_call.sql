-- The rows with one deduplication key are copies of one call. This fails for a source of which one such key in five, and 20
-- or more, has rows of different methods, routes or days: only one of these calls counts.

{{ api_call_volume.keys_of_several_calls('keys_of_several_calls >= 20 and keys_of_several_calls * 5 >= keys_shared') }}
