console.log('earshot')
