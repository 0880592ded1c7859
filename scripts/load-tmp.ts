import { mkdtempSync } from 'node:fs'
import { startBenchServer } from '/work/main/scripts/bench/bench-server.ts'
import { throughput } from '/work/main/scripts/bench/measure.ts'
const s = await startBenchServer(mkdtempSync('/tmp/la-prof-'))
await s.call('POST','/tablesdb',{databaseId:'bench',name:'b'})
await s.call('POST','/tablesdb/bench/tables',{tableId:'m',name:'m',rowSecurity:true,columns:[{key:'sessionId',type:'string',size:36,required:true},{key:'sender',type:'string',size:10,required:true},{key:'text',type:'string',size:4000,required:true}],indexes:[{key:'by',type:'key',attributes:['sessionId']}]})
const p='/tablesdb/bench/tables/m/rows'
const mk=(i:number)=>s.call('POST',p,{rowId:`r${i}`,data:{sessionId:`s_${i%1000}`,sender:'user',text:`Message number ${i}: how long does shipping take to the islands?`}})
await throughput(500,16,mk)
if (process.argv[2]!=='r') console.log('creates', await throughput(8000,16,(i)=>mk(i+1000)))
if (process.argv[2]!=='c') console.log('reads', await throughput(16000,16,(i)=>s.call('GET',`${p}/r${i%500}`)))
await s.stop()
